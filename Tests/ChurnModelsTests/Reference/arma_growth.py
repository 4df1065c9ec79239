"""Log-likelihoods of statsmodels beside those of arma_growth.R: the same regressions, two optimisers each."""
import numpy as np
from statsmodels.tsa.statespace.sarimax import SARIMAX
import warnings; warnings.filterwarnings("ignore")
t=np.arange(60); x=2+np.sin(t/3)+np.where(t%7==0,1,0); y=np.zeros(60); y[0]=10
for k in range(1,60):
    y[k]=0.9*y[k-1]+1.15+0.02*np.cos(2*np.pi*(k%12)/12)-0.03*(x[k]-2)+0.01*np.sin(12.9898*k*k)+0.005*np.cos(78.233*k)
g=np.diff(y); X=np.c_[np.ones(59),x[1:]]
for p,q in [(1,0),(2,0),(0,1),(1,1),(2,1),(3,0)]:
    best=max(SARIMAX(g,exog=X,order=(p,0,q)).fit(disp=0,method=m,maxiter=2000).llf for m in ("lbfgs","nm"))
    print(p,q,best)
